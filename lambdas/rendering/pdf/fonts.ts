import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The four faces of Tinos: the widths of Times New Roman, every Vietnamese letter, licensed under the OFL. */
export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic';

/** Where a face lies inside the font package, and so inside the folder that stands beside a bundle. */
export const FACE_FILES: Readonly<Record<Face, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

/** In a bundle the fonts lie beside it; from source they are the package's own. */
const FOLDERS = ['./fonts/', '../../../node_modules/@expo-google-fonts/tinos/'];

/** Path of a face on this machine; throws where the fonts are missing. */
export function facePath(face: Face): string {
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}${FACE_FILES[face]}`, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`no font ${FACE_FILES[face]} beside ${import.meta.url}`);
  return found;
}

/** The face of a run of text. */
export function faceOf(run: { readonly bold: boolean; readonly italic: boolean }): Face {
  if (run.bold) return run.italic ? 'boldItalic' : 'bold';
  return run.italic ? 'italic' : 'regular';
}

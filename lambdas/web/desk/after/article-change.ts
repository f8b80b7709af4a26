import { blockTexts } from '../../../core/extraction/article.ts';
import { dividedBody, type PrintedPicture } from '../../../core/issue/reword-article.ts';
import type { MonthlyArticle } from '../../../core/monthly/monthly-content.ts';
import { pictureKey } from '../../../core/pictures/picture-size.ts';
import { afterMessages } from './messages.ts';

/** One part of an article that a correction changes: what is taken away and what comes in its stead. */
interface ChangedPart {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A picture that is printed no more, or by another. */
interface ChangedPicture {
  readonly caption: string;
  readonly before: string;
  /** Empty: none. */
  readonly after: string;
}

/** What a correction changes of an article of the monthly, part by part. */
export function articleChange(
  before: MonthlyArticle,
  after: MonthlyArticle,
  pictures: readonly (PrintedPicture | null)[],
): { readonly parts: readonly ChangedPart[]; readonly pictures: readonly ChangedPicture[] } {
  const names = afterMessages().parts;
  const [old, now] = [partsOf(before), partsOf(after)];
  const parts = Object.entries(old).flatMap(([key, texts]): ChangedPart[] => {
    const others = now[key] ?? [];
    const gone = texts.filter((text) => !others.includes(text));
    const come = others.filter((text) => !texts.includes(text));
    return gone.length + come.length === 0 ? [] : [{ name: names[key] ?? '', before: gone, after: come }];
  });
  const changed = dividedBody(before.body).pictures.flatMap((printed, index): ChangedPicture[] => {
    const next = pictures[index] ?? null;
    if (next?.picture.id === printed.picture.id) return [];
    return [{ caption: printed.caption ?? '', before: addressOf(printed), after: next ? addressOf(next) : '' }];
  });
  return { parts, pictures: changed };
}

function partsOf(article: MonthlyArticle): Record<string, readonly string[]> {
  const { title, sapo, byline, via, site, affiliation, body } = article;
  const { stretches, pictures } = dividedBody(body);
  const some = (text: string | null): string[] => (text === null ? [] : [text]);
  return {
    title: [title],
    sapo: some(sapo),
    text: stretches.flatMap(blockTexts),
    captions: pictures.map(({ caption, credit }) => [caption, credit].filter((each) => each !== null).join(' — ')),
    ...{ byline: some(byline), via: some(via), site: some(site), affiliation: some(affiliation) },
  };
}

function addressOf({ picture }: PrintedPicture): string {
  return `/${pictureKey(picture.id, 'web')}`;
}

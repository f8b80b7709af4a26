/** Says where a long step stands. */
export interface Progress {
  /** Replaces the last state of the same step. */
  step(text: string): void;
  /** A finished line. */
  line(text: string): void;
}

/** A line that moves on a terminal; plain lines elsewhere, at most one a second for moving states. */
export function progressTo(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? movingLine(stream) : plainLines(stream);
}

function movingLine(stream: NodeJS.WriteStream): Progress {
  const clear = '\r\u001b[K';
  return {
    step: (text) => stream.write(`${clear}${text.slice(0, Math.max(20, stream.columns - 1))}`),
    line: (text) => stream.write(`${clear}${text}\n`),
  };
}

function plainLines(stream: NodeJS.WriteStream): Progress {
  let lastSaid = 0;
  return {
    step: (text) => {
      if (Date.now() - lastSaid < 1000) return;
      lastSaid = Date.now();
      stream.write(`${text}\n`);
    },
    line: (text) => stream.write(`${text}\n`),
  };
}

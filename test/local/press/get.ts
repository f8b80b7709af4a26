import { request } from 'node:http';

/** What came back; `down` where the connection was cut. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A plain GET of `url` from a press on `port` of this machine, told by the `Host` header which paper is meant. */
export function get(port: number, url: string, headers: Record<string, string> = {}): Promise<Got | 'down'> {
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path: pathname + search, headers: { ...headers, host } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    asked.on('error', () => resolve('down'));
    asked.end();
  });
}

import type { Socket } from 'node:net';
import { MISDEEDS, startMisdeeds } from '../../net/hostile/misdeeds.ts';

/** The servers of the fetching benchmark, in a process of their own: prints its port, then a line for every request. */
const MIB = 1024 * 1024;
const whole = (bytes: number) => (socket: Socket) => {
  socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n`);
  socket.end(Buffer.alloc(bytes, 97));
};

const server = await startMisdeeds({
  ...Object.fromEntries(Object.entries(MISDEEDS).map(([name, { do: misdeed }]) => [name, counted(name, misdeed)])),
  'five-mebibytes': counted('five-mebibytes', whole(5 * MIB)),
  'a-byte-too-many': counted('a-byte-too-many', whole(5 * MIB + 1)),
});
process.stdout.write(`${server.port}\n`);

function counted(name: string, answer: (socket: Socket, path: string) => unknown) {
  return (socket: Socket, path: string): void => {
    process.stdout.write(`${name}\n`);
    answer(socket, path);
  };
}

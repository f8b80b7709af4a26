/** A copy of bytes, out of the pool that small buffers share: a good deal cheaper than memory of its own. */
export function copyOfBytes(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(bytes);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

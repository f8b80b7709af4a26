/** `make`, run at the first call only: what a cold start builds is built by the first event, so that importing a handler touches nothing. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

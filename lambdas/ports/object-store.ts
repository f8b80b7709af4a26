/** A stored object with the tag a conditional write needs. */
export interface StoredObject {
  readonly body: Uint8Array;
  readonly etag: string;
}

/** `none`: only if nothing is there; `{ etag }`: only if this is what is there; `any`: whatever is there. */
export type PutCondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'etag'; readonly etag: string }
  | { readonly kind: 'any' };

/** `conflict`: the condition did not hold and nothing was written. */
export type PutOutcome = { readonly kind: 'stored'; readonly etag: string } | { readonly kind: 'conflict' };

/** What is told to readers of an object. */
export interface ObjectHeaders {
  readonly contentType: string;
  readonly cacheControl?: string;
}

/** One bucket. Keys are `/`-separated, UTF-8; a write is atomic and read-after-write consistent, as S3's is. */
export interface ObjectStore {
  /** Null where there is nothing. */
  get(key: string): Promise<StoredObject | null>;
  put(key: string, body: Uint8Array | string, headers: ObjectHeaders, condition: PutCondition): Promise<PutOutcome>;
  /** All keys under `prefix`, in code-point order. */
  list(prefix: string): Promise<string[]>;
  /** Takes objects away; a key where nothing is does no harm. Only for what is derived and no longer named anywhere. */
  remove(keys: readonly string[]): Promise<void>;
}

import PostalMime from 'postal-mime';

/** A mail as a reader's program shows it. */
export interface OpenedMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

/** Parses a raw message. */
export async function openMail(raw: Uint8Array): Promise<OpenedMail> {
  const mail = await PostalMime.parse(raw);
  return {
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).map((each) => each.address ?? '').join(', '),
    subject: mail.subject ?? '',
    date: mail.date ?? '',
    html: mail.html ?? '',
    text: mail.text ?? '',
    headers: mail.headers,
  };
}

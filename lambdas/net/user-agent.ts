/** How the house names itself to the papers: the product, its version, and where to find who runs it. */
export function userAgentOf(publicAddress: string): string {
  return `DiemBao/1.0 (+${publicAddress}/)`;
}

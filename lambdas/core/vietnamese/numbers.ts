/** `5700` → `5.700`, `60.45` → `60,45`: thousands with a dot, decimals with a comma, at most two of them. */
export function formatCount(n: number): string {
  const rounded = Math.round(Math.abs(n) * 100) / 100;
  const [whole = '0', decimals] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '.');
  return `${n < 0 && rounded !== 0 ? '-' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`;
}

/** IPv4 addresses no fetch may reach: this machine, its network, metadata services, reserved space. */
const FORBIDDEN_V4 = [
  '127.0.0.1',
  '127.8.9.10',
  '0.0.0.0',
  '169.254.169.254',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];

type Spell = (octets: readonly number[]) => string;

const number = (octets: readonly number[]): number => octets.reduce((sum, octet) => sum * 256 + octet, 0);
const wide = (text: string): string => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** Every way a URL parser, a C library or a browser has ever read an IPv4 address. */
const SPELLS: Readonly<Record<string, Spell>> = {
  dotted: (octets) => octets.join('.'),
  'trailing dot': (octets) => `${octets.join('.')}.`,
  decimal: (octets) => String(number(octets)),
  hex: (octets) => `0x${number(octets).toString(16)}`,
  'dotted hex': (octets) => octets.map((octet) => `0X${octet.toString(16)}`).join('.'),
  octal: (octets) => `0${number(octets).toString(8)}`,
  'dotted octal': (octets) => octets.map((octet) => `0${octet.toString(8)}`).join('.'),
  'padded octal': (octets) => octets.map((octet) => `0000${octet.toString(8)}`).join('.'),
  'two parts': ([first = 0, ...rest]) => `${first}.${number(rest)}`,
  'three parts': ([first = 0, second = 0, ...rest]) => `${first}.${second}.${number(rest)}`,
  'full-width digits': (octets) => wide(octets.join('.')),
  'ideographic stops': (octets) => octets.join('。'),
  'percent signs': (octets) => octets.join('.').replace(/\d/g, (digit) => `%3${digit}`),
  'mixed bases': ([a = 0, b = 0, ...rest]) => `0x${a.toString(16)}.0${b.toString(8)}.${number(rest)}`,
};

const hextets = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string =>
  [a * 256 + b, c * 256 + d].map((part) => part.toString(16)).join(':');

/** IPv6 addresses that carry an IPv4 one. */
const CARRIERS: Readonly<Record<string, Spell>> = {
  mapped: (octets) => `[::ffff:${octets.join('.')}]`,
  'mapped hex': (octets) => `[::FFFF:${hextets(octets)}]`,
  compatible: (octets) => `[::${octets.join('.')}]`,
  nat64: (octets) => `[64:ff9b::${octets.join('.')}]`,
  'local nat64': (octets) => `[64:ff9b:1::${hextets(octets)}]`,
  '6to4': (octets) => `[2002:${hextets(octets)}::1]`,
};

const FORBIDDEN_V6 = [
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::]',
  '[fe80::1]',
  '[FEBF::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  '[2001:db8::1]',
  '[2001:10::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[100::1]',
];

/** A host as a URL may write it, and the address it leads to, as a DNS answer would give it. */
export interface Spelling {
  readonly name: string;
  readonly host: string;
  readonly address: string;
}

/** All of them; a spelling that the URL parser already refuses is not among them. */
export const SPELLINGS: readonly Spelling[] = [
  ...FORBIDDEN_V4.flatMap((address) => {
    const octets = address.split('.').map(Number);
    return Object.entries(SPELLS).map(([name, spell]) => ({
      name: `${address} ${name}`,
      host: spell(octets),
      address,
    }));
  }),
  ...FORBIDDEN_V4.slice(0, 5).flatMap((address) => {
    const octets = address.split('.').map(Number);
    return Object.entries(CARRIERS).map(([name, spell]) => carried(`${address} ${name}`, spell(octets)));
  }),
  ...FORBIDDEN_V6.map((host) => carried(host, host)),
  ...['localhost', 'LOCALHOST', 'localhost.', 'ｌｏｃａｌｈｏｓｔ', 'metadata.google.internal', 'kho.localhost'].map(
    (host) => ({ name: host, host, address: host.startsWith('metadata') ? '169.254.169.254' : '127.0.0.1' }),
  ),
  ...['user:pass@127.0.0.1', 'bao.example.vn@127.0.0.1', 'bao.example.vn%2f@127.0.0.1'].map((host) => ({
    name: host,
    host,
    address: '127.0.0.1',
  })),
];

function carried(name: string, host: string): Spelling {
  return { name, host, address: new URL(`http://${host}/`).hostname.slice(1, -1) };
}

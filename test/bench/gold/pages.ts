const SENTENCE =
  'Sáng nay, bộ phận một cửa của xã tiếp nhận hồ sơ của người dân và hẹn trả kết quả ngay trong ngày làm việc. ';

/** A page of a paper with navigation, an article and other stories around it, `times` as long as a usual one. */
export function ordinaryPage(times: number): string {
  const paragraphs = lines(40 * times, (i) => `<p>${i}. ${SENTENCE.repeat(3)}<b>${i}</b> <a href="/a">${i}</a></p>`);
  const others = lines(200 * times, (i) => `<li><a href="/b-${i}.htm"><h3>${SENTENCE.slice(0, 60)}</h3></a></li>`);
  return page(`<nav><ul>${others}</ul></nav><div class="content">${paragraphs}</div><ul class="list">${others}</ul>`);
}

/** A page of about so many characters, all paragraphs. */
export function heavyPage(characters: number): string {
  const one = `<p>${SENTENCE.repeat(3)}</p>`;
  return page(`<div class="content">${one.repeat(Math.floor(characters / one.length))}</div>`);
}

/** An article below so many elements in one another. */
export function deepPage(depth: number): string {
  return page(`${'<div>'.repeat(depth)}<p>${SENTENCE.repeat(5)}</p>${'</div>'.repeat(depth)}`);
}

function page(body: string): string {
  return `<!doctype html><html lang="vi"><head><title>Một ngày ở xã</title></head><body><h1>Một ngày ở xã</h1>${body}</body></html>`;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

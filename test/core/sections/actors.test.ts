import { describe, expect, it } from 'vitest';
import { whoActs } from '../../../lambdas/core/sections/actors.ts';
import { seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { syllables } from '../../../lambdas/core/vietnamese/syllables.ts';

function actsIn(title: string, lead = '') {
  return whoActs({ title, parts: { title: syllables(title), lead: syllables(lead), text: [] } }, seedLexicon());
}

describe('who acts in a report', () => {
  it('is the body the title begins with: of the country, or of a place', () => {
    expect(actsIn('Thủ tướng yêu cầu cắt giảm thủ tục đầu tư').subject).toBe('central');
    expect(actsIn('Bộ Tư pháp công bố thủ tục mới').subject).toBe('central');
    expect(actsIn('UBND tỉnh giao thêm việc cho xã').subject).toBe('local');
  });

  it('is nobody where only matters are spoken of, and somebody who stands but in the lead', () => {
    expect(actsIn('Niềm tin bắt đầu từ một lời chào')).toEqual({ subject: null, named: false, inTitle: false });
    expect(actsIn('Thêm một cách làm mới', 'Chính phủ vừa ban hành nghị quyết')).toEqual({
      subject: null,
      named: true,
      inTitle: false,
    });
  });

  it('is not whom the end of a long title names', () => {
    expect(actsIn('Người dân nộp hồ sơ ở bất cứ nơi đâu theo quy định mới của Chính phủ').subject).toBeNull();
  });
});

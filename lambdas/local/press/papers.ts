import { type Paper, paperSchema } from './paper.ts';
import baobenthanh from './papers/baobenthanh.json' with { type: 'json' };
import baocaonguyen from './papers/baocaonguyen.json' with { type: 'json' };
import baocongvu from './papers/baocongvu.json' with { type: 'json' };
import baodatsen from './papers/baodatsen.json' with { type: 'json' };
import baokinhky from './papers/baokinhky.json' with { type: 'json' };
import baosongcau from './papers/baosongcau.json' with { type: 'json' };
import baosonghan from './papers/baosonghan.json' with { type: 'json' };
import baosonghau from './papers/baosonghau.json' with { type: 'json' };
import baosonglam from './papers/baosonglam.json' with { type: 'json' };
import baovungmo from './papers/baovungmo.json' with { type: 'json' };
import congtincaicach from './papers/congtincaicach.json' with { type: 'json' };
import datnuoc from './papers/datnuoc.json' with { type: 'json' };
import luatvadoi from './papers/luatvadoi.json' with { type: 'json' };
import nenhanhchinh from './papers/nenhanhchinh.json' with { type: 'json' };
import nonsong from './papers/nonsong.json' with { type: 'json' };
import sohoaviet from './papers/sohoaviet.json' with { type: 'json' };
import tinsom from './papers/tinsom.json' with { type: 'json' };

/** The invented newspapers, the weightier first. */
export function samplePapers(): Paper[] {
  const papers: unknown[] = [
    baocongvu,
    nonsong,
    nenhanhchinh,
    luatvadoi,
    sohoaviet,
    datnuoc,
    tinsom,
    baobenthanh,
    baokinhky,
    baosonghau,
    baosonghan,
    baosongcau,
    baovungmo,
    baocaonguyen,
    baodatsen,
    baosonglam,
    congtincaicach,
  ];
  return papers.map((paper) => paperSchema.parse(paper)).sort((a, b) => b.rank - a.rank);
}

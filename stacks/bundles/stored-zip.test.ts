import { expect } from 'chai';
import { storedZip } from './stored-zip.ts';

const files = [
  { name: 'b/second.txt', content: Buffer.from('zweite Datei') },
  { name: 'a.txt', content: Buffer.from('한국어') },
];

describe('stored zip', () => {
  it('does not depend on the order in which files are given', () => {
    expect(storedZip(files).equals(storedZip([...files].reverse()))).to.equal(true);
  });

  it('holds these bytes on every machine (written by hand from APPNOTE.TXT)', () => {
    expect(storedZip([{ name: 'a', content: Buffer.from('b') }]).toString('hex')).to.equal(
      '504b0304140000080000000021' +
        '00f9efbe710100000001000000010000006162504b01021403140000080000000021' +
        '00f9efbe7101000000010000000100000000000000000000' +
        '00a4810000000061504b050600000000010001002f000000200000000000',
    );
  });
});

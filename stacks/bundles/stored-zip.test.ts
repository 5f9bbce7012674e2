import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

  it('holds these bytes on every machine', () => {
    expect(storedZip([{ name: 'a', content: Buffer.from('b') }]).toString('hex')).to.equal(
      '504b0304140000080000000021' +
        '00f9efbe710100000001000000010000006162504b01021403140000080000000021' +
        '00f9efbe7101000000010000000100000000000000000000' +
        '00a4810000000061504b050600000000010001002f000000200000000000',
    );
  });

  it('is read by another program, with readable files', function () {
    const folder = mkdtempSync(path.join(tmpdir(), 'urr-zip-'));
    const zip = path.join(folder, 'test.zip');
    writeFileSync(zip, storedZip(files));
    const read = `import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print([(i.filename, oct(i.external_attr >> 16), z.read(i).decode()) for i in z.infolist()])`;
    const { stdout, error } = spawnSync('python3', ['-c', read, zip], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    });
    rmSync(folder, { recursive: true });
    if (error !== undefined) this.skip(); // a machine without python3 still has the literal above

    expect(stdout.trim()).to.equal("[('a.txt', '0o100644', '한국어'), ('b/second.txt', '0o100644', 'zweite Datei')]");
  });
});

import { expect } from 'chai';
import { disagreements, saidIn } from './document.ts';
import { inSection, later } from './passage.ts';

const MARKDOWN = `# Title
| not | read |
|-----|------|
| before | section 1 |

## 2. Cluster

### 2.2 Nodes (3개)

| Item | Prod | Staging |
|------|------|---------|
| **Disk** | \`20 GB\` | 10 GB |

**Topics 2개**:
| Topic | Use |
|-------|-----|
| orders | /api/* |

Text: **bold** value 7
\`\`\`
a: 1
│ drawing │
\`\`\`

## 11. After
- not read
`;

const nodes = inSection('2.2');
const topics = inSection('2.2', 'Topics 2개');
const value = later('something', 8, 'there');
const table = [
  nodes.line('2.2 Nodes (3개)', value),
  nodes.cell('Disk', 'Prod', '20 GB', value),
  nodes.cell('Disk', 'Staging', '10 GB', value),
  nodes.line('Topics 2개:', value),
  topics.cell('orders', 'Use', '/api/*', value),
  nodes.line('Text: bold value 7', value),
  nodes.line('a: 1', value),
];

describe('comparison of the table with the document', () => {
  const said = saidIn(MARKDOWN);

  it('reads cells, lines, counting headings and captions of sections 1 to 10, no drawings', () => {
    expect(disagreements(said, table)).to.deep.equal([]);
  });

  it('finds a forgotten cell', () => {
    expect(disagreements(said, table.slice(1))).to.deep.equal(['not in the table: 2.2 | 2.2 Nodes (3개)']);
  });

  it('finds a mistyped cell, from both sides', () => {
    const mistyped = table.map((passage) => (passage.says === '20 GB' ? { ...passage, says: '30 GB' } : passage));

    expect(disagreements(said, mistyped)).to.deep.equal([
      'not in the table: 2.2 |  | Disk | Prod | 20 GB',
      'not in the document: 2.2 |  | Disk | Prod | 30 GB',
    ]);
  });

  it('counts: one entry does not stand for two equal cells', () => {
    expect(disagreements([...said, ...said], table)).to.have.length(table.length);
  });
});

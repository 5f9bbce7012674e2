import { expect } from 'chai';
import { parseStartArguments, UsageError } from './start-arguments.ts';

const known = ['gateway', 'ticket', 'auth'] as const;
const parse = (...args: string[]) => parseStartArguments(args, known);

describe('arguments of npm start', () => {
  it('are all optional', () => {
    expect(parse()).to.deep.equal({ fresh: false, only: null, portShift: 0, strict: false, help: false });
  });

  it('name single services', () => {
    expect(parse('--only', 'ticket, gateway').only).to.deep.equal(['ticket', 'gateway']);
  });

  it('shift the block of ports', () => {
    expect(parse('--port-shift', '100', '--fresh', '--strict')).to.include({
      portShift: 100,
      fresh: true,
      strict: true,
    });
  });

  for (const args of [['--help'], ['-h'], ['--help', '--port-shift', 'ten'], ['ticket', '-h']]) {
    it(`give help, whatever else is said: ${args.join(' ')}`, () => {
      expect(parse(...args)).to.include({ help: true });
    });
  }

  const wrong: [string[], string][] = [
    [['--only', 'tickets'], 'there is no service "tickets"; there are gateway, ticket, auth'],
    [['--only', ''], 'there is no service ""'],
    [['--only'], 'argument missing'],
    [['--port-shift', 'ten'], '"ten" is not a whole number'],
    [['--port-shift', '-1'], 'ambiguous'],
    [['--port-shift', '1.5'], '"1.5" is not a whole number'],
    [['--port-shift', '60000'], '"60000" is not a whole number from 0 to 57455'],
    [['--frehs'], "Unknown option '--frehs'"],
    [['ticket'], "Unexpected argument 'ticket'"],
  ];
  for (const [args, reason] of wrong) {
    it(`are refused with a reason: ${args.join(' ')}`, () => {
      expect(() => parse(...args)).to.throw(UsageError, reason);
    });
  }
});

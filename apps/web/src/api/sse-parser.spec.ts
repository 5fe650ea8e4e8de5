import fc from 'fast-check';
import { SseParser } from './sse-parser.js';

const stream =
  ': hello\n\nevent: claim\nid: 7\ndata: {"a":1}\n\n: beat\n\nevent: presence\r\ndata: x\r\ndata: y\r\n\r\ndata:bare\n\n';
const expected = [
  { event: 'claim', data: '{"a":1}', id: '7' },
  { event: 'presence', data: 'x\ny', id: '7' },
  { event: 'message', data: 'bare', id: '7' },
];

describe(SseParser.name, () => {
  it('reads events, ids and many-line data, and passes over comments', () => {
    expect(new SseParser().push(stream)).toEqual(expected);
  });

  it('does not care where the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
        const parser = new SseParser();
        const edges = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
        const pieces = edges.slice(1).map((end, index) => stream.slice(edges[index], end));
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(expected);
      }),
    );
  });

  it('remembers the place that a heartbeat tells, once it is whole', () => {
    const parser = new SseParser();
    parser.push('event: claim\nid: 7\ndata: {}\n\n: \nid: 9\n');
    expect(parser.lastEventId).toBe('7');
    expect(parser.push('\n')).toEqual([]);
    expect(parser.lastEventId).toBe('9');
  });

  it('keeps back an event that is not finished', () => {
    expect(new SseParser().push('event: claim\ndata: {}\n')).toEqual([]);
  });
});

import { BACKWARD, BOTH, FORWARD, NEITHER, PASSAGE, stopsWalkers, walkDirections } from './walk-access.js';

describe(walkDirections.name, () => {
  it.each(['residential', 'footway', 'steps', 'trunk', 'living_street', 'path'])('lets walkers on a %s', (highway) => {
    expect(walkDirections({ highway })).toBe(BOTH);
  });

  it.each(['motorway', 'cycleway', 'bridleway', 'busway'])(
    'keeps walkers off a %s unless foot allows it',
    (highway) => {
      expect(walkDirections({ highway })).toBe(NEITHER);
      expect(walkDirections({ highway, access: 'yes' })).toBe(NEITHER);
      expect(walkDirections({ highway, foot: 'designated' })).toBe(BOTH);
    },
  );

  it.each(['construction', 'proposed', 'raceway', 'no'])('knows no way that is highway=%s', (highway) => {
    expect(walkDirections({ highway, foot: 'yes' })).toBe(NEITHER);
  });

  it('needs a highway', () => {
    expect(walkDirections({ railway: 'rail', foot: 'yes' })).toBe(NEITHER);
  });

  it('lets the more specific tag decide', () => {
    expect(walkDirections({ highway: 'service', access: 'no', foot: 'yes' })).toBe(BOTH);
    expect(walkDirections({ highway: 'service', access: 'yes', foot: 'no' })).toBe(NEITHER);
    expect(walkDirections({ highway: 'service', access: 'private' })).toBe(NEITHER);
    expect(walkDirections({ highway: 'service', access: 'private', foot: 'permissive' })).toBe(BOTH);
    expect(walkDirections({ highway: 'service', access: 'no', foot: 'nonsense' })).toBe(NEITHER);
  });

  it('keeps walkers off a motorroad and a climb', () => {
    expect(walkDirections({ highway: 'trunk', motorroad: 'yes' })).toBe(NEITHER);
    expect(walkDirections({ highway: 'path', sac_scale: 'hiking' })).toBe(BOTH);
    expect(walkDirections({ highway: 'path', sac_scale: 'mountain_hiking' })).toBe(NEITHER);
    expect(walkDirections({ highway: 'path', sac_scale: 'difficult_alpine_hiking' })).toBe(NEITHER);
  });

  it('takes oneway to mean vehicles on a street and walkers on a footway', () => {
    expect(walkDirections({ highway: 'residential', oneway: 'yes' })).toBe(BOTH);
    expect(walkDirections({ highway: 'footway', oneway: 'yes' })).toBe(FORWARD);
    expect(walkDirections({ highway: 'footway', oneway: '-1' })).toBe(BACKWARD);
    expect(walkDirections({ highway: 'footway', oneway: 'yes', 'oneway:foot': 'no' })).toBe(BOTH);
    expect(walkDirections({ highway: 'residential', 'oneway:foot': 'yes' })).toBe(FORWARD);
    expect(walkDirections({ highway: 'path', 'foot:backward': 'no' })).toBe(FORWARD);
    expect(walkDirections({ highway: 'path', 'foot:forward': 'no' })).toBe(BACKWARD);
  });

  it('passes along the outline of a square without beginning there', () => {
    expect(walkDirections({ highway: 'pedestrian', area: 'yes' })).toBe(BOTH | PASSAGE);
    expect(walkDirections({ highway: 'pedestrian', area: 'yes', foot: 'no' })).toBe(NEITHER);
  });

  it('rides an escalator the way it runs', () => {
    expect(walkDirections({ highway: 'steps', conveying: 'forward' })).toBe(FORWARD);
    expect(walkDirections({ highway: 'steps', conveying: 'backward' })).toBe(BACKWARD);
    expect(walkDirections({ highway: 'steps', conveying: 'reversible' })).toBe(BOTH);
  });
});

describe(stopsWalkers.name, () => {
  it('passes bollards and open gates', () => {
    expect(stopsWalkers({ barrier: 'bollard' })).toBe(false);
    expect(stopsWalkers({ barrier: 'gate' })).toBe(false);
    expect(stopsWalkers({ barrier: 'wall', foot: 'yes' })).toBe(false);
  });

  it('ends at walls, locks and what is private', () => {
    expect(stopsWalkers({ barrier: 'wall' })).toBe(true);
    expect(stopsWalkers({ barrier: 'gate', locked: 'yes' })).toBe(true);
    expect(stopsWalkers({ barrier: 'gate', access: 'private' })).toBe(true);
    expect(stopsWalkers({ barrier: 'lift_gate', foot: 'no' })).toBe(true);
  });
});

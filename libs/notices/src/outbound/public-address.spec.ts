import { isLoopbackAddress, isPublicAddress } from './public-address.js';

describe(isPublicAddress.name, () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fd00::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4002::1'])('lets %s be', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('knows the loopback', () => {
    expect(['127.0.0.2', '::1', '10.0.0.1', '8.8.8.8'].map(isLoopbackAddress)).toEqual([true, true, false, false]);
  });
});

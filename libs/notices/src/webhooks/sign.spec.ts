import { Temporal } from '#libs/kernel';
import { secretText, signedHeaders } from './sign.js';

describe(signedHeaders.name, () => {
  // The example of the specification of Standard Webhooks, which its libraries are tested with.
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');

  it('signs as the libraries of Standard Webhooks verify', () => {
    const at = Temporal.Instant.fromEpochMilliseconds(1_614_265_330_000);
    expect(signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
    expect(secretText(secret)).toBe('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  });
});

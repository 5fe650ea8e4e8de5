import { HttpRefusal } from '../problems/http-refusal.js';

export class TooManyRequests extends HttpRefusal {
  constructor() {
    super(429, 'too-many-requests', 'Too many requests in a short time: wait as long as Retry-After says');
  }
}

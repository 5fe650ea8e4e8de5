import '../bookings/bookings.css';
import './check-in.css';

export { CheckInPage } from './check-in-page.js';
export { CodesPage } from './codes-page.js';

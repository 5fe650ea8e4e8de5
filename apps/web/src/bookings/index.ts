import './bookings.css';

export { SeriesPage } from '../series/series-page.js';
export { BookingsPage } from './bookings-page.js';

import './account.css';

export { NoticesPage } from '../notices/notices-page.js';
export { InvitationPage } from './invitation-page.js';
export { MyDataPage } from './my-data-page.js';
export { ProfilePage } from './profile-page.js';
export { SignInPage } from './sign-in-page.js';

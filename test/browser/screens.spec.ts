import { screens } from './support/screens.js';
import { walkScreens } from './support/walk-screens.js';

walkScreens(screens);

/** The analysis thread of the page. */
import { openDatabase } from '../db/browser';
import { createAnalysis } from './analysis';
import { serve } from './channel';
import { allowOwnScripts } from './own-scripts';

allowOwnScripts();
serve(createAnalysis(openDatabase), self);

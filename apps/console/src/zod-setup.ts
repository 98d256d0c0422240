import { z } from 'zod';

// The page's own policy forbids making code from text, which zod would otherwise try for speed.
z.config({ jitless: true });

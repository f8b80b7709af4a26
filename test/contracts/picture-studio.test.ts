import { describe } from 'vitest';
import { createPictureStudio } from '../../lambdas/net/sharp-picture-studio.ts';
import { memoryPictureStudio } from '../support/memory/memory-picture-studio.ts';
import { pictureStudioContract } from './picture-studio.contract.ts';

describe('the picture studio in memory', () => pictureStudioContract(memoryPictureStudio));

describe('the picture studio with sharp', () => pictureStudioContract(createPictureStudio));

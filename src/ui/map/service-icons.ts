/** The icon of each service for English, on the map as on the buttons; Chinese uses the one character. */
import Bath from '@lucide/svelte/icons/bath';
import BrainCircuit from '@lucide/svelte/icons/brain-circuit';
import BriefcaseBusiness from '@lucide/svelte/icons/briefcase-business';
import Accessibility from '@lucide/svelte/icons/accessibility';
import Dumbbell from '@lucide/svelte/icons/dumbbell';
import Bed from '@lucide/svelte/icons/bed';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Music from '@lucide/svelte/icons/music';
import Scale from '@lucide/svelte/icons/scale';
import Siren from '@lucide/svelte/icons/siren';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Stethoscope from '@lucide/svelte/icons/stethoscope';
import Sun from '@lucide/svelte/icons/sun';
import Utensils from '@lucide/svelte/icons/utensils';
import type { Component } from 'svelte';
import type { Service } from '../../domain/service';

export const serviceIcons: Readonly<Record<Service, Component>> = {
  meals: Utensils,
  bathing: Bath,
  cleaning: Sparkles,
  emergency: Siren,
  medical: Stethoscope,
  mobility: Accessibility,
  companionship: MessageCircle,
  errands: BriefcaseBusiness,
  legal: Scale,
  daycare: Sun,
  respite: Bed,
  rehab: Dumbbell,
  dementia: BrainCircuit,
  culture: Music,
};

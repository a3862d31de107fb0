import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The green-blue of a pigeon's neck and of Samarkand's tiles: actions and what is chosen. */
const plume: MantineColorsTuple = [
  '#e8f5f7',
  '#d0e9ee',
  '#a4d4dd',
  '#74bdcb',
  '#4ba7b9',
  '#2b92a6',
  '#177b90',
  '#0e6678',
  '#0a5162',
  '#073c49',
];

/** Refusals and what cannot be undone; dark enough to carry white words. */
const red: MantineColorsTuple = [
  '#fdeeed',
  '#f9d9d7',
  '#f2b1ad',
  '#ea857f',
  '#e2605a',
  '#d6453e',
  '#c4322b',
  '#b3261e',
  '#8f1d17',
  '#6e1511',
];

const gray: MantineColorsTuple = [
  '#f6f9f9',
  '#edf2f3',
  '#e1e8ea',
  '#d2dadd',
  '#b5c1c6',
  '#818f96',
  '#58676f',
  '#414f57',
  '#2a353b',
  '#172025',
];

const dark: MantineColorsTuple = [
  '#e3eaec',
  '#c3cdd2',
  '#9dabb2',
  '#72828a',
  '#36444b',
  '#29353b',
  '#1d272c',
  '#151d21',
  '#0f1619',
  '#0a0f12',
];

/**
 * Part of the bundle, so that a screen has the same width on every system and nothing is downloaded. Inter has no
 * Georgian letters; the face for them is close to it in weight and height.
 */
const fontFamily = "'Inter Variable', 'Noto Sans Georgian Variable', system-ui, sans-serif";

/** Kaptar's look, on top of Mantine's. */
export const theme = createTheme({
  primaryColor: 'plume',
  primaryShade: { light: 7, dark: 6 },
  colors: { plume, red, gray, dark },
  black: '#172025',
  fontFamily,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.3125rem' },
  headings: {
    fontFamily,
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '18px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Text: { defaultProps: { size: 'sm' } },
    List: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        // The second half of a double click on what opened it lands outside.
        closeOnClickOutside: false,
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
      },
    },
    Paper: { defaultProps: { radius: 'lg' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, multiline: true, maw: 320 } },
    // The hint below the field keeps fields that stand side by side on one line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] } },
    // Each choice is as wide as its words. In some languages one takes two lines, where Mantine would end it in dots:
    // the others stay in the middle beside it.
    SegmentedControl: {
      styles: {
        control: { flex: '1 1 auto' },
        label: {
          display: 'grid',
          alignContent: 'center',
          height: '100%',
          whiteSpace: 'normal',
          lineHeight: 1.3,
        },
      },
    },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
  },
});

/** Raises the contrast of edges, hints, placeholders and quiet buttons to what WCAG 2.2 AA asks. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-plume-light': plume[0],
    '--mantine-color-plume-light-hover': plume[1],
    '--mantine-color-plume-light-color': plume[8],
    '--mantine-color-red-light-hover': red[0],
    '--mantine-color-red-light-color': red[7],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-disabled': gray[1],
    '--mantine-color-disabled-color': '#6f7d85',
    '--mantine-color-default-border': gray[3],
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-plume-light': '#1b3a44',
    '--mantine-color-plume-light-hover': '#224853',
    '--mantine-color-plume-light-color': plume[2],
    '--mantine-color-red-light-hover': '#3d2526',
    '--mantine-color-red-light-color': '#ff9a92',
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-disabled': '#232e34',
    '--mantine-color-disabled-color': '#87969e',
    '--mantine-color-error': '#ff9a92',
  },
});

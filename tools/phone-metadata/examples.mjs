// Prints tests/data/phone-numbers.tsv: what libphonenumber-js says of its own examples, of random numbers after
// its patterns, with digits added and left out, and of what lists hold. Runs the same every time.
//
//     node tools/phone-metadata/examples.mjs path/to/package > tests/data/phone-numbers.tsv
import { createRequire } from 'module'
import { resolve } from 'path'

const root = resolve(process.argv[2])
const require = createRequire(root + '/')
const library = require(root + '/max/index.cjs')
const metadata = require(root + '/metadata.max.json')
const examples = require(root + '/examples.mobile.json')
const version = require(root + '/package.json').version

// Places in the package's arrays.
const CODE = 0
const ABROAD = 1
const PREFIX = 5
const PREFIX_PATTERN = 7
const TYPES = 11

const KINDS = {
  FIXED_LINE: 'fixed_line',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed_or_mobile',
  VOIP: 'voip',
  TOLL_FREE: 'toll_free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared_cost',
  PERSONAL_NUMBER: 'personal',
}

// Countries with more numbers than one per kind: neighbours, large ones, and those with rules of their own.
const WELL_TRIED =
  'DE AT CH US GB FR IT MX AR BR PL NL RU KZ CN JP AU SE DK ES GG SM GA HU LT CR'.split(' ')

const ANYWHERE = [
  '+49 (541) 9123-1', '+49 (0)541 123456', '0541/577 36', '0541-9266', '030-0074321', '030-0076545',
  '88.60.15.31', '００４９ ５４１ １２３４５６', '0541 123456 ext. 12', '0541 12', '+4954112', '+49', '0', '00',
  '123', '+0049541123', '0049 0541 9266', '0151/8587840', '+49 345 8374788', '00495410478904', '(040) 4193',
  '040/7508', '0151 9545406', '+1 212 555 0100', '+1 555 555 5555', '+7 701 234 5678', '+44 1481 256789',
  '+44 7911 123456', '11123', '911',
]

const AT_HOME = [
  ['MX', '(5) 555-4729'], ['GB', '(171) 555-7788'], ['SE', '0921-12 34 65'], ['FR', '88.60.15.31'],
  ['FR', '01 42 68 53 00'], ['IT', '06 6982'], ['IT', '+39 06 698 12345'], ['AR', '011 15-2345-6789'],
  ['AR', '0343 15 555 1212'], ['BR', '0 21 11 2345-6789'], ['BR', '(11) 96123-4567'], ['GA', '06031234'],
  ['RU', '8 (912) 345-67-89'], ['HU', '06 1 234 5678'], ['US', '(425) 882-8080'], ['US', '1-800-234-5678'],
  ['KZ', '8 701 234 56 78'], ['AU', '0412 345 678'], ['JP', '0120-123-456'], ['CH', '044 668 18 00'],
  ['AT', '01 5134560'], ['LU', '27 12 34 56'],
]

let seed = 12345
function random(below) {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed % below
}

// A random string that a pattern matches: every part is a function that makes one.
function generate(pattern) {
  let at = 0
  const parts = alternatives()
  return parts()

  function alternatives() {
    const ways = [sequence()]
    while (pattern[at] === '|') {
      at++
      ways.push(sequence())
    }
    return () => ways[random(ways.length)]()
  }
  function sequence() {
    const made = []
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') made.push(repeated(atom()))
    return () => made.map((part) => part()).join('')
  }
  function atom() {
    if (pattern.startsWith('(?:', at)) {
      at += 3
      const inner = alternatives()
      at++
      return inner
    }
    if (pattern.startsWith('\\d', at)) {
      at += 2
      return () => String(random(10))
    }
    if (pattern[at] === '[') {
      const end = pattern.indexOf(']', at)
      const digits = digitsOf(pattern.slice(at + 1, end))
      at = end + 1
      return () => String(digits[random(digits.length)])
    }
    const digit = pattern[at++]
    return () => digit
  }
  function repeated(part) {
    if (pattern[at] === '?') {
      at++
      return () => (random(2) ? part() : '')
    }
    const count = /^\{(\d+)(?:,(\d+))?\}/.exec(pattern.slice(at))
    if (!count) return part
    at += count[0].length
    const least = Number(count[1])
    const most = Number(count[2] ?? count[1])
    return () => Array.from({ length: least + random(most - least + 1) }, part).join('')
  }
}

function digitsOf(text) {
  const digits = []
  for (const [, first, last] of text.matchAll(/(\d)(?:-(\d))?/g)) {
    for (let digit = Number(first); digit <= Number(last ?? first); digit++) digits.push(digit)
  }
  return digits
}

// kartei refuses numbers that are only possible and lack the trunk 0 their country writes.
function lacksTrunkZero(home, text, number) {
  const international = /^[\s(]*\+/.test(text) || text.startsWith('00')
  const main = (metadata.country_calling_codes[number.countryCallingCode] || [])[0]
  const plan = metadata.countries[international ? main : home]
  if (!plan || plan[PREFIX_PATTERN] || plan[PREFIX] !== '0') return false
  return number.nationalNumber.startsWith('0') || !/^[\s(]*[+0]/.test(text)
}

function answer(home, text) {
  const refused = ['refused', '', '', '', '']
  let number
  try {
    number = library.parsePhoneNumberWithError(text, { defaultCountry: home, extract: false })
  } catch {
    return refused
  }
  const valid = number.isValid()
  if (!valid && (!number.isPossible() || lacksTrunkZero(home, text, number))) return refused
  const kind = valid ? KINDS[number.getType()] || 'unknown' : 'unknown'
  return [valid ? 'valid' : 'possible', number.number, number.country || '', kind, number.ext || '']
}

const rows = new Map()
function add(home, text) {
  const key = home + '\t' + text
  if (!rows.has(key)) rows.set(key, answer(home, text))
}

function addForms(country, plan, national) {
  const code = plan[CODE]
  const prefix = plan[PREFIX] || ''
  const forms = [
    `+${code}${national}`,
    `+${code} ${prefix}${national}`,
    prefix + national,
    national,
    code + national,
    // kartei takes 00 everywhere, the package where the country dials it.
    (plan[ABROAD] === '00' ? '00' : '+') + code + national,
    `+${code}${national.slice(0, -1)}`,
    `+${code}${national}7`,
    prefix + national.slice(0, -2),
    `${prefix}${national.slice(0, 2)}-${national.slice(2, 5)} ${national.slice(5)}`,
  ]
  add(country, forms[random(forms.length)])
  if (WELL_TRIED.includes(country)) add(country, forms[random(forms.length)])
}

for (const [country, plan] of Object.entries(metadata.countries)) {
  if (examples[country]) {
    add(country, `+${plan[CODE]} ${examples[country]}`)
    add(country, (plan[PREFIX] || '') + examples[country])
  }
  const rounds = WELL_TRIED.includes(country) ? 4 : 1
  for (const type of plan[TYPES] || []) {
    if (!type || !type[0]) continue
    for (let round = 0; round < rounds; round++) addForms(country, plan, generate(type[0]))
  }
}
for (const [code, plan] of Object.entries(metadata.nonGeographic)) {
  for (const type of plan[TYPES]) if (type && type[0]) add('DE', `+${code}${generate(type[0])}`)
}
for (const text of ANYWHERE) for (const home of ['DE', 'FR', 'MX']) add(home, text)
for (const [home, text] of AT_HOME) add(home, text)

console.log(`# Made with libphonenumber-js ${version} by tools/phone-metadata/examples.mjs:`
  + ' home country, text, grade, E.164, country, kind, extension.')
for (const [key, cells] of rows) console.log([key, ...cells].join('\t'))

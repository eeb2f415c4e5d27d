// Form fields: label above, help and error below, wired by React Aria.
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n';
import { excess } from './room';
import {
    Button as AriaButton,
    Checkbox,
    CheckboxGroup,
    FieldError,
    Input,
    Label,
    ListBox,
    ListBoxItem,
    Popover,
    Radio,
    RadioGroup,
    Select,
    SelectValue,
    Text,
    TextArea,
    TextField,
} from 'react-aria-components';

interface Common {
    label: string;
    help?: ReactNode;
    error?: string | undefined;
    required?: boolean;
}

export interface Option<T extends string> {
    value: T;
    label: string;
    help?: string | undefined;
}

interface TextInput extends Common {
    value: string;
    onChange: (value: string) => void;
    onBlur?: () => void;
    type?: 'text' | 'password' | 'email' | 'tel';
    lines?: number;
    autoFocus?: boolean;
    autoComplete?: string;
    inputMode?: 'text' | 'tel' | 'email' | 'numeric';
    maxLength?: number;
    /** Bytes that have room: told while one types, because a cut text would be another one. */
    room?: number;
    name?: string;
}

export function TextInput(props: TextInput) {
    const { label, help, required, value, onChange, lines, type = 'text', inputMode, room, ...rest } = props;
    const { tooLong } = useWords();
    const over = excess(value, room);
    const error = props.error ?? (over > 0 ? tooLong(over) : undefined);
    return (
        <TextField
            className="field"
            value={value}
            onChange={onChange}
            isRequired={required ?? false}
            type={type}
            isInvalid={error !== undefined}
            validationBehavior="aria"
            autoComplete="off"
            {...rest}
        >
            <Label>{label}</Label>
            {lines ? <TextArea rows={lines} /> : <Input inputMode={inputMode} />}
            <Below help={help} error={error} />
        </TextField>
    );
}

function Below({ help, error }: { help?: ReactNode; error?: string | undefined }) {
    return (
        <>
            {help && (
                <Text slot="description" className="help">
                    {help}
                </Text>
            )}
            <FieldError className="error">{error}</FieldError>
        </>
    );
}

interface Choice<T extends string> extends Common {
    value: T | null;
    onChange: (value: T) => void;
    options: Option<T>[];
    placeholder?: string;
    plain?: boolean;
    autoFocus?: boolean;
}

/** A select: one of many. `plain` hides the label from sight, not from screen readers. */
export function Choose<T extends string>(props: Choice<T>) {
    const { label, help, error, required, value, onChange, options, placeholder, plain, autoFocus } = props;
    return (
        <Select
            className="field select"
            value={value}
            isRequired={required ?? false}
            isInvalid={error !== undefined}
            validationBehavior="aria"
            placeholder={placeholder ?? ''}
            autoFocus={autoFocus ?? false}
            aria-label={plain ? label : undefined}
            onChange={(key) => onChange(String(key) as T)}
        >
            {!plain && <Label>{label}</Label>}
            <AriaButton className="select-button" data-value={value ?? ''}>
                <SelectValue>
                    {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
                </SelectValue>
                <ChevronDown size={16} aria-hidden="true" />
            </AriaButton>
            <Below help={help} error={error} />
            <Popover className="popover" offset={4}>
                <ListBox className="menu" items={options.map((option) => ({ id: option.value, ...option }))}>
                    {(option) => (
                        <ListBoxItem className="menu-item" textValue={option.label}>
                            <Check size={14} aria-hidden="true" className="menu-check" />
                            <span className="grow">{option.label}</span>
                        </ListBoxItem>
                    )}
                </ListBox>
            </Popover>
        </Select>
    );
}

/** One of few, all in sight. */
export function Radios<T extends string>({ label, help, error, value, onChange, options }: Choice<T>) {
    return (
        <RadioGroup
            className="field"
            value={value}
            onChange={(next) => onChange(next as T)}
            isInvalid={error !== undefined}
            validationBehavior="aria"
        >
            <Label>{label}</Label>
            <div className="radios">
                {options.map((option) => (
                    <Radio key={option.value} value={option.value} className="radio">
                        <span className="radio-dot" aria-hidden="true" />
                        <span>
                            {option.label}
                            {option.help && <span className="help block">{option.help}</span>}
                        </span>
                    </Radio>
                ))}
            </div>
            <Below help={help} error={error} />
        </RadioGroup>
    );
}

interface Some<T extends string> extends Common {
    value: T[];
    onChange: (value: T[]) => void;
    options: Option<T>[];
}

/** Any number of few, as chips that are tick boxes. */
export function Checks<T extends string>({ label, help, error, value, onChange, options }: Some<T>) {
    return (
        <CheckboxGroup
            className="field"
            value={value}
            onChange={(next) => onChange(next as T[])}
            isInvalid={error !== undefined}
            validationBehavior="aria"
        >
            <Label>{label}</Label>
            <div className="checks">
                {options.map((option) => (
                    <Checkbox key={option.value} value={option.value} className="check">
                        <span className="check-box" aria-hidden="true">
                            <Check size={12} />
                        </span>
                        {option.label}
                    </Checkbox>
                ))}
            </div>
            <Below help={help} error={error} />
        </CheckboxGroup>
    );
}

export function Tick({
    checked,
    onChange,
    children,
}: {
    checked: boolean;
    onChange: (on: boolean) => void;
    children: ReactNode;
}) {
    return (
        <Checkbox className="check flat" isSelected={checked} onChange={onChange}>
            <span className="check-box" aria-hidden="true">
                <Check size={12} />
            </span>
            <span>{children}</span>
        </Checkbox>
    );
}

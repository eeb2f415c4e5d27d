// The columns' headings; that of the permission chooses the area it is shown for.
import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useHouse } from '../../api/house';
import { useWords } from '../../i18n';

export function ListHead({ area_no, onArea }: { area_no: number | null; onArea: (area_no: number) => void }) {
    const { persons } = useWords();
    return (
        <>
            <div role="columnheader" className="c-name">
                {persons.name}
            </div>
            <div role="columnheader" className="c-city">
                {persons.city}
            </div>
            <div role="columnheader" className="c-kind">
                {persons.kind}
            </div>
            <div role="columnheader" className="c-contact">
                {persons.contact}
            </div>
            <div role="columnheader" className="c-number">
                {persons.number}
            </div>
            <div role="columnheader" className="c-permission">
                {area_no === null ? persons.permission : <AreaChoice area_no={area_no} onArea={onArea} />}
            </div>
        </>
    );
}

export function AreaChoice({ area_no, onArea }: { area_no: number; onArea: (area_no: number) => void }) {
    const { persons } = useWords();
    const { areas } = useHouse();
    return (
        <Select className="area-choice" value={area_no} onChange={(key) => onArea(Number(key))}>
            <Label>{persons.permission}</Label>
            <Button className="area-button">
                <SelectValue />
                <ChevronDown size={15} aria-hidden="true" />
            </Button>
            <Popover className="popover" offset={4}>
                <ListBox
                    className="menu"
                    items={areas.map((area) => ({ id: area.area_no, name: area.name }))}
                >
                    {(area) => (
                        <ListBoxItem className="menu-item" textValue={area.name}>
                            {area.name}
                        </ListBoxItem>
                    )}
                </ListBox>
            </Popover>
        </Select>
    );
}

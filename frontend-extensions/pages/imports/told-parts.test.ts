import { expect } from 'chai';
import { deletedText, partText, type Wording } from './told-parts.js';

const wording: Wording = {
  day: (day) => `<${day}>`,
  yen: (amount) => `¥${amount}`,
  people: (count) => `${count}名`,
  status: (status) => `(${status})`,
  issued: (paper) => `[${paper}]`,
};

describe('what a message would change, as a person reads it', () => {
  it('is said in days, yen, people and states', () => {
    expect(partText('dates', '2026-12-01 – 2026-12-03', wording)).to.equal('<2026-12-01> – <2026-12-03>');
    expect(partText('price', '16400', wording)).to.equal('¥16400');
    expect(partText('people', '2', wording)).to.equal('2名');
    expect(partText('status', 'cancelled', wording)).to.equal('(cancelled)');
    expect(partText('rooms', '1 × ツイン', wording)).to.equal('1 × ツイン');
  });

  it('names each row that accepting it deletes by what tells it from others', () => {
    const addon = { date: '2026-12-01', addon_name: '夕食', quantity: 2, price: '3000.00', tax_rate: 0.1 };
    expect(deletedText({ part: 'addons', facts: addon }, wording)).to.equal('<2026-12-01> 夕食 × 2 ¥3000');
    const payment = { date: '2026-12-01', value: 5000, comment: '前金', invoiced: false, receipted: true };
    expect(deletedText({ part: 'payments', facts: payment }, wording)).to.equal(
      '<2026-12-01> ¥5000 前金 [receipted]',
    );
    const surcharge = { date: '2026-12-01', adjustment_type: 'percentage', adjustment_value: 10, price: 900 };
    expect(deletedText({ part: 'surcharges', facts: surcharge }, wording)).to.equal('<2026-12-01> 10%');
    const dates = { check_in: '2026-12-01', check_out: '2026-12-04' };
    expect(deletedText({ part: 'dates', facts: dates }, wording)).to.equal('<2026-12-01> – <2026-12-04>');
    const people = { date: '2026-12-01', number_of_people: 3 };
    expect(deletedText({ part: 'people', facts: people }, wording)).to.equal('<2026-12-01> 3名');
  });
});

-- A record that stands no longer in the file is not to be erased at the state when it is still
-- there: it is only not selected today, or cannot be written; nor can it be when it has no SSID.
update differences
set change = 'withheld', note = candidates.exclusion_reason
from intermediate.int_reporting__candidates as candidates
where
    differences.change = 'removed'
    and candidates.export_name = $export_name
    and candidates.exclusion_reason in (
        'no_show',
        'not_active_on_census',
        'not_currently_enrolled',
        'outside_date_range',
        'previously_submitted',
        'unsafe_value'
    )
    and candidates.row_key = case
        when len($key_positions) = 1 then differences.left_cells[$key_positions[1]]
        else array_to_string(
            list_transform(
                $key_positions,
                lambda p: coalesce(
                    replace(
                        replace(nullif(differences.left_cells[p], ''), '\', '\\'), '|', '\|'
                    ),
                    '\N'
                )
            ),
            '|'
        )
    end;

update differences
set change = 'withheld', note = 'missing_ssid'
where change = 'removed' and differences.left_cells[$ssid_position] = '';

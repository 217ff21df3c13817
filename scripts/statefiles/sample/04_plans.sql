-- Plans: what happens to every pupil of 2023-24, and which schools come before and after.
--
-- On Census Day every person of kind C, and nobody else, has one span of status 10.

-- path: what happens to a pupil in 2023-24.
create table plans as
with
chances as (
    select
        people.*,
        schools.org_id,
        schools.low_grade,
        schools.high_grade,
        schools.is_option_school,
        schools.is_nonpublic,
        draw(people.person_no, 301, 1000) as roll,
        (people.is_foster or people.is_homeless or people.is_migrant) as is_tied,
        same_grade.school_numbers as same_grade_schools,
        earlier.school_numbers as earlier_schools,
        later.school_numbers as later_schools
    from people
    inner join schools on people.school_no = schools.school_no
    left outer join grade_schools as same_grade
        on people.cluster_no = same_grade.cluster_no and people.grade_no = same_grade.grade_no
    left outer join grade_schools as earlier
        on
            people.cluster_no = earlier.cluster_no
            and greatest(people.grade_no - 1, 0) = earlier.grade_no
    left outer join grade_schools as later
        on people.cluster_no = later.cluster_no and people.grade_no + 1 = later.grade_no
),

others as (
    select
        *,
        list_filter(same_grade_schools, lambda number: number <> school_no) as other_schools
    from chances
)

select
    * exclude (same_grade_schools, other_schools, earlier_schools, later_schools, roll),
    case
        when kind <> 'C' then kind
        when lacks_ssid then 'open'
        when is_nonpublic then 'whole'
        when roll < 20 then 'split'
        when roll < 35 and not is_tied and len(other_schools) > 0 then 'moved before'
        when roll < 50 and not is_tied and len(other_schools) > 0 then 'moved after'
        when roll < 85 then 'left'
        when roll < 100 then 'late'
        else 'whole'
    end as path,
    -- The other school of a move, of a secondary or of a short-term enrollment.
    case when len(other_schools) > 0 then pick(other_schools, person_no, 302) end as other_school,
    case
        when is_nonpublic and grade_no > 1 then school_no
        when not is_option_school and grade_no > low_grade then school_no
        when grade_no > 0 and len(earlier_schools) > 0 then pick(earlier_schools, person_no, 303)
    end as earlier_school,
    case
        when is_nonpublic and grade_no < 13 then school_no
        when not is_option_school and grade_no < high_grade then school_no
        when grade_no < 13 and len(later_schools) > 0 then pick(later_schools, person_no, 304)
    end as later_school,
    -- The days of a change, in the fall before and after Census Day and in the rest of the year.
    school_day_before(date '2023-08-18' + cast(draw(person_no, 305, 35) as integer)) as early_day,
    school_day_before(date '2023-10-13' + cast(draw(person_no, 306, 205) as integer)) as late_day
from others;

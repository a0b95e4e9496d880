package muster.view;

import java.util.Optional;
import muster.plan.graph.Schedule;

/**
 * When everything starts, and when it would if one service took another time.
 *
 * @param question what was asked, as {@code db=500}; may be empty
 * @param supposed the answer, if there was a question
 */
public record Timing(Schedule schedule, String question, Optional<Schedule> supposed) {}

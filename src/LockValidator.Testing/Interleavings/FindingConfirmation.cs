namespace LockValidator;

/// <summary>Tries to make a reported cycle happen, without hanging.</summary>
public static class FindingConfirmation
{
    /// <summary>
    /// Runs the pieces of code, holding each before its second lock of the cycle until the others have their first, and says whether they
    /// then wait for each other.
    /// </summary>
    /// <param name="finding">A finding about two or more locks: a cycle, or two locks of one class.</param>
    /// <param name="pieces">The code that takes them, one piece for each flow of the report; numbered from 1.</param>
    /// <returns>What came of it. The pieces have ended, or were made to give up at the lock that they would have hung at.</returns>
    /// <exception cref="ArgumentException">The finding is about no lock.</exception>
    public static ConfirmationResult Confirm(this Violation finding, params Action[] pieces) =>
        finding.Confirm(Interleaving.DefaultLimit, Interleaving.Pieces(pieces));

    /// <summary>As <see cref="Confirm(Violation, Action[])"/>, for code that awaits.</summary>
    /// <inheritdoc cref="Confirm(Violation, Action[])"/>
    public static ConfirmationResult Confirm(this Violation finding, params Func<Task>[] pieces) => finding.Confirm(Interleaving.DefaultLimit, pieces);

    /// <summary>As <see cref="Confirm(Violation, Action[])"/>, with another time limit.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="limit">How long a piece may take to come to its next lock, or to end.</param>
    /// <param name="pieces">The code, numbered from 1.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentException">The finding is about no lock.</exception>
    public static ConfirmationResult Confirm(this Violation finding, TimeSpan limit, IReadOnlyList<Func<Task>> pieces)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(pieces);
        IReadOnlyList<ClassSnapshot> involved = FindingText.ClassesOf(finding);
        HashSet<string> classes = involved.Select(static type => type.StableId).ToHashSet(StringComparer.Ordinal);
        if (classes.Count == 0)
        {
            throw new ArgumentException("A finding that is about no lock cannot be confirmed.", nameof(finding));
        }

        var stage = new Stage(limit, pieces);
        (ConfirmationOutcome Outcome, string Explanation) said;
        IReadOnlyList<string> taken;
        using (stage)
        {
            stage.Start();
            said = Drive(stage, classes, LockNames.List(involved.Select(static type => type.Name)), limit);
            taken = stage.Taken;
        }

        return new ConfirmationResult(said.Outcome, said.Explanation, taken, stage.Failures);
    }

    private static (ConfirmationOutcome, string) Drive(Stage stage, HashSet<string> classes, string names, TimeSpan limit)
    {
        string? reason = null;
        while (true)
        {
            if (stage.WaitForRest() is { Count: > 0 } late)
            {
                return (ConfirmationOutcome.TimedOut, StageText.Late(late, limit));
            }

            List<Piece> waiting = stage.Pieces.Where(static piece => piece.IsAtGate).ToList();
            List<Piece>? circle = stage.FindDeadlock();
            if (Stage.WhoGivesUp(circle ?? []) is { } patient)
            {
                reason ??= $"{StageText.Circle(stage, circle!)}; {StageText.GivesUp(patient)}";
                stage.PermitInVain(patient);
                continue;
            }

            if (circle is not null)
            {
                return (ConfirmationOutcome.Confirmed, "deadlocks for real: " + StageText.Circle(stage, circle));
            }

            List<Piece> free = waiting.Where(piece => stage.BlockersOf(piece).Count == 0).ToList();
            if (free.Count == 0)
            {
                return (ConfirmationOutcome.NotConfirmed, "did not deadlock: " + (reason ?? (waiting.Count > 0
                    ? StageText.Circle(stage, waiting) + ", and that one has ended"
                    : $"no piece came to take a second of {names} while it held a first")) + StageText.Failures(stage));
            }

            // Whoever stands before its second lock waits for the others, unless none of them can go on without it.
            Piece next = free.Find(piece => !IsAtSecond(piece, classes)) ?? free[0];
            if (IsAtSecond(next, classes))
            {
                reason ??= ReasonToLetGo(stage, next, waiting);
            }

            stage.Permit(next);
        }
    }

    private static bool IsAtSecond(Piece piece, HashSet<string> classes) =>
        IsOf(piece.Wanted, classes) && piece.Held.Exists(held => IsOf(held, classes) && held.Map != piece.Wanted!.Map);

    private static bool IsOf(LockRequest? request, HashSet<string> classes) => request?.Map.Class is { } type && classes.Contains(type.StableId);

    private static string ReasonToLetGo(Stage stage, Piece next, List<Piece> waiting)
    {
        Piece? behind = waiting.Find(piece => stage.BlockersOf(piece).Contains(next));
        return behind is not null
            ? $"{StageText.Waiting(stage, behind)}; so the pieces do not meet"
            : waiting.Count > 1
                ? $"the pieces hold different locks of these classes: {StageText.Circle(stage, waiting)}, which nobody holds"
                : $"no other piece held {TextReport.SafeName(next.Wanted?.Name)} when {next.Name} came to take it";
    }
}

namespace LockValidator;

/// <summary>What stands on a stage, in words.</summary>
internal static class StageText
{
    /// <summary>"1 holds A and waits for B, which 2 holds".</summary>
    public static string Waiting(Stage stage, Piece piece)
    {
        string holds = piece.Held.Count == 0 ? "holds nothing" : $"holds {Names(piece)}";
        List<Piece> blockers = stage.BlockersOf(piece);
        string who = blockers.Count == 0 ? "" : blockers.Contains(piece) ? ", which it holds itself" : $", which {string.Join(" and ", blockers.Select(static each => each.Name))} {(blockers.Count == 1 ? "holds" : "hold")}";
        return $"{piece.Name} {holds} and waits for {TextReport.SafeName(piece.Wanted?.Name)}{who}";
    }

    public static string Circle(Stage stage, IEnumerable<Piece> circle) => string.Join("; ", circle.Select(piece => Waiting(stage, piece)));

    public static string Late(IEnumerable<Piece> late, TimeSpan limit) =>
        $"{string.Join(" and ", late.Select(static piece => piece.Name))} neither ended nor came to the next lock within {limit.TotalSeconds:0.###} s: it waits for something that is no validated lock";

    public static string Names(Piece piece) => string.Join(" and ", piece.Held.Select(static held => TextReport.SafeName(held.Name)).Distinct());
}

using System.Globalization;

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

    /// <summary>That a piece gives up, and so ends the circle in which it stands.</summary>
    public static string GivesUp(Piece piece) => $"but {piece.Name} waits for {TextReport.SafeName(piece.Wanted?.Name)} only for a time of its own, and gives up";

    public static string Late(IReadOnlyCollection<Piece> late, TimeSpan limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(" and ", late.Select(static piece => piece.Name))} neither ended nor came to the next lock within {limit.TotalSeconds:0.###} s: {(late.FirstOrDefault(static piece => piece.Vain is not null) is { } vain
            ? $"{vain.Name} waits for {TextReport.SafeName(vain.Vain?.Name)}, with a time limit of its own that is longer"
            : "it waits for something that is no validated lock, or that is held outside of the pieces")}");

    /// <summary>Which pieces failed, and by what; empty where none did.</summary>
    public static string Failures(Stage stage) => string.Concat(stage.Pieces.Where(static piece => piece.Failure is not null)
        .Select(static piece => $"; {piece.Name} failed with {TextReport.SafeLine($"{piece.Failure!.GetType().Name}: {piece.Failure.Message}")}"));

    public static string Names(Piece piece) => string.Join(" and ", piece.Held.Select(static held => TextReport.SafeName(held.Name)).Distinct());
}

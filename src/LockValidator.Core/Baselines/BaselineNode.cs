namespace LockValidator;

/// <summary>A value of a baseline file, with its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
internal sealed record BaselineNode(BaselineNodeKind Kind, int Line, int Column)
{
    /// <summary>A text, or how anything else that is no list and no object is written.</summary>
    public string Text { get; init; } = "";

    public List<BaselineNode> Items { get; } = [];

    /// <summary>Of an object, in the file's order, each with the place of its key.</summary>
    public List<(string Key, int Line, int Column, BaselineNode Value)> Members { get; } = [];

    /// <summary>Where it begins, and where what follows it begins, in bytes.</summary>
    public int Start { get; init; }

    /// <inheritdoc cref="Start"/>
    public int End { get; set; }

    /// <summary>False where the file broke off inside.</summary>
    public bool IsWhole { get; set; }
}

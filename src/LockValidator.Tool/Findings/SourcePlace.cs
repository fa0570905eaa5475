namespace LockValidator;

/// <summary>A frame of a stack, and the line of source that it names.</summary>
/// <param name="Member">The member, or the whole frame where it names no source.</param>
/// <param name="File">The file, with slashes: relative to the root where it was found there, else its bare name; null where the frame names none.</param>
/// <param name="Line">The line, from 1; 0 where there is none.</param>
internal sealed record SourcePlace(string Member, string? File, int Line)
{
    /// <summary>As reports have it.</summary>
    public override string ToString() => File is null ? Member : FormattableString.Invariant($"{Member} at {File}:{Line}");
}

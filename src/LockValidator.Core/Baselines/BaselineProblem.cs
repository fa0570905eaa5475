using System.Globalization;

namespace LockValidator;

/// <summary>Something in a baseline file that cannot be meant, or that the file cannot be read at all. What was good in the file counts all the same.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">The line, from 1; 0 where it is about the whole file.</param>
/// <param name="Column">The column in characters, from 1; 0 where it is about the whole file.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record BaselineProblem(string File, int Line, int Column, string Message)
{
    /// <summary>The identifier of these messages.</summary>
    public const string Code = "LVB002";

    /// <summary>One line as compilers write it: <c>lockvalidator.json(12,5): warning LVB002: ...</c></summary>
    public override string ToString()
    {
        string place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"({Line},{Column})") : "";
        return $"{File}{place}: warning {Code}: {Message}";
    }
}

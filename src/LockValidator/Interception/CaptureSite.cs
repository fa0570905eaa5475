using System.ComponentModel;
using System.Globalization;

namespace LockValidator.Interception;

/// <summary>What the compiler knows of the lock that a captured statement takes. For generated code; immutable.</summary>
/// <param name="origin">Where the locked object comes from.</param>
/// <param name="owner">The full name of the type that declares the member, or that holds the statement.</param>
/// <param name="member">The member, or the method that holds the statement.</param>
/// <param name="file">The source file: of the member's declaration, or of the statement.</param>
/// <param name="line">The line there.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CaptureSite(CaptureOrigin origin, string owner, string member, string file, int line)
{
    internal CaptureOrigin Origin => origin;

    internal string Owner => owner;

    internal string Member => member;

    internal string File => file;

    internal int Line => line;

    /// <summary>What reports call the lock: the member, and where it is declared.</summary>
    internal string ShownName
    {
        get
        {
            string simple = Owner[(Owner.LastIndexOfAny(['.', '!']) + 1)..];
            string place = File.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({File}:{Line})");
            return $"{simple}.{Member}{place}";
        }
    }

    internal bool IsSameAs(CaptureSite other) =>
        (Origin, Owner, Member, File, Line) == (other.Origin, other.Owner, other.Member, other.File, other.Line);
}

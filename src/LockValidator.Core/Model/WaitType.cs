namespace LockValidator;

/// <summary>
/// How long a holder may make others wait, from "not at all" to "as long as it likes". A smaller value is stricter.
/// </summary>
/// <remarks>
/// The <em>inner</em> wait type of a lock says what may still be taken while it is held; the <em>outer</em> one says what
/// surroundings taking it needs. A lock is out of place where its outer type is greater than the level of its surroundings.
/// Reports print both as <c>{outer:inner}</c>.
/// </remarks>
public enum WaitType
{
    /// <summary>As an outer type: the same as the inner one. As an inner type: takes no part in wait-context checks.</summary>
    Inherit = 0,

    /// <summary>Never waits, can be entered anywhere: a read-copy-update read section.</summary>
    Free = 1,

    /// <summary>Waits by spinning, in every wait model.</summary>
    Spin = 2,

    /// <summary>Spins, but becomes a sleeping lock in the real-time wait model.</summary>
    Config = 3,

    /// <summary>May put the thread to sleep.</summary>
    Sleep = 4,

    /// <summary>May wait anywhere, also across an <c>await</c>: the level of code that holds nothing.</summary>
    Max = 5,
}

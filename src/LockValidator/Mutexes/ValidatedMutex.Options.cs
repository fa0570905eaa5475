#if NET10_0_OR_GREATER
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <content>What frameworks have since <c>NamedWaitHandleOptions</c>.</content>
public sealed partial class ValidatedMutex
{
    /// <summary>Makes or opens a mutex.</summary>
    /// <param name="name">The name that the system knows it by, and reports too; null or empty: none.</param>
    /// <param name="options">Who can open it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex(string? name, NamedWaitHandleOptions options, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(new Mutex(name, options), name, SiteOf(name, file, line, member), isHeld: false)
    {
    }

    /// <summary>Makes or opens a mutex.</summary>
    /// <param name="initiallyOwned">True: the calling thread holds it, if it was made.</param>
    /// <param name="name">The name that the system knows it by, and reports too; null or empty: none.</param>
    /// <param name="options">Who can open it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex(
        bool initiallyOwned,
        string? name,
        NamedWaitHandleOptions options,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(initiallyOwned, name, options, out _, file, line, member)
    {
    }

    /// <summary>Makes or opens a mutex.</summary>
    /// <param name="initiallyOwned">True: the calling thread holds it, if it was made.</param>
    /// <param name="name">The name that the system knows it by, and reports too; null or empty: none.</param>
    /// <param name="options">Who can open it.</param>
    /// <param name="createdNew">True if it was made.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex(
        bool initiallyOwned,
        string? name,
        NamedWaitHandleOptions options,
        out bool createdNew,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new Mutex(initiallyOwned, name, options, out createdNew), name, SiteOf(name, file, line, member), initiallyOwned && createdNew)
    {
    }

    /// <summary>Opens a mutex that has a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="options">Who can open it.</param>
    /// <exception cref="WaitHandleCannotBeOpenedException">There is none of that name.</exception>
    public static ValidatedMutex OpenExisting(string name, NamedWaitHandleOptions options) => Opened(Mutex.OpenExisting(name, options), name);

    /// <summary>Opens a mutex that has a name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="options">Who can open it.</param>
    /// <param name="result">The mutex; null if there is none.</param>
    /// <returns>True if there is one.</returns>
    public static bool TryOpenExisting(string name, NamedWaitHandleOptions options, [NotNullWhen(true)] out ValidatedMutex? result)
    {
        result = Mutex.TryOpenExisting(name, options, out Mutex? found) ? Opened(found, name) : null;
        return result is not null;
    }
}
#endif

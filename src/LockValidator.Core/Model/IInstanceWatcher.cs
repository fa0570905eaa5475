namespace LockValidator;

/// <summary>Who has drawn a conclusion from there being one instance of a class.</summary>
internal interface IInstanceWatcher
{
    /// <summary>There is another one. Called once a class, by the thread that makes the instance, with none of our locks held.</summary>
    void SeveralInstances();
}

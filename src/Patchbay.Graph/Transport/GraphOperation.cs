using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph;

/// <summary>Where an operation's input travels.</summary>
public enum GraphInput
{
    /// <summary>In the query for GET and DELETE, as JSON otherwise.</summary>
    ByMethod,

    /// <summary>In the query, whatever the method.</summary>
    Query,

    /// <summary>As a JSON body, whatever the method.</summary>
    Json,

    /// <summary>As a form body, so that secrets stay out of the address.</summary>
    Form,
}

/// <summary>Which of Meta's hosts an operation is on.</summary>
public enum GraphHost
{
    /// <summary>WhatsApp, pages, Messenger, tokens.</summary>
    Graph,

    /// <summary>Instagram with Instagram Login.</summary>
    Instagram,

    /// <summary>Instagram's exchange of log-in codes.</summary>
    InstagramLogin,
}

/// <summary>One operation of the Graph API as data: what is called, what goes in, what comes out.</summary>
public abstract class GraphOperation(string id, HttpMethod method, string path)
{
    /// <summary>Name of the operation in the catalogue.</summary>
    public string Id { get; } = id;

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>The path below the version, with its ids in braces: <c>{phone_number_id}/register</c>.</summary>
    public string Path { get; } = path;

    /// <summary>Where the input travels.</summary>
    public GraphInput Input { get; init; }

    /// <summary>Whether calling twice does no more than calling once. Reads are; a lost answer of one that is not leaves its outcome unknown.</summary>
    public bool IsRepeatable { get; init; } = method == HttpMethod.Get;

    /// <summary>Which host it is on.</summary>
    public GraphHost Host { get; init; }

    /// <summary>Whether the path has no version in front.</summary>
    public bool IsVersionless { get; init; }

    /// <summary>Root member that marks a refusal as a partial success, to be read as an answer; null for most.</summary>
    public string? PartialMember { get; init; }

    /// <summary>The input's JSON contract, or null when there is none.</summary>
    public abstract JsonTypeInfo? RequestType { get; }

    /// <summary>The answer's JSON contract.</summary>
    public abstract JsonTypeInfo AnswerType { get; }

    private protected string Fill(string first, string firstName)
    {
        var from = Path.IndexOf('{', StringComparison.Ordinal);
        var to = Path.IndexOf('}', StringComparison.Ordinal);
        return string.Concat(Path.AsSpan(0, from), GraphPath.Segment(first, firstName), Path.AsSpan(to + 1));
    }

    private protected string Fill(string first, string second, string firstName, string secondName)
    {
        var half = Fill(first, firstName);
        return string.Concat(
            half.AsSpan(0, half.IndexOf('{', StringComparison.Ordinal)),
            GraphPath.Segment(second, secondName)
        );
    }
}

/// <summary>An operation without input besides the ids in its path.</summary>
public sealed class GraphOperation<TAnswer>(string id, HttpMethod method, string path, JsonTypeInfo<TAnswer> answer)
    : GraphOperation(id, method, path)
{
    /// <inheritdoc/>
    public override JsonTypeInfo? RequestType => null;

    /// <inheritdoc/>
    public override JsonTypeInfo<TAnswer> AnswerType { get; } = answer;

    /// <summary>Puts an id into the path.</summary>
    /// <exception cref="ArgumentException">The id is blank or is no single path segment.</exception>
    public GraphCall<TAnswer> At(string node, [CallerArgumentExpression(nameof(node))] string nodeName = "") =>
        new(this, Fill(node, nodeName));

    /// <summary>Puts two ids into the path.</summary>
    /// <exception cref="ArgumentException">An id is blank or is no single path segment.</exception>
    public GraphCall<TAnswer> Under(
        string node,
        string child,
        [CallerArgumentExpression(nameof(node))] string nodeName = "",
        [CallerArgumentExpression(nameof(child))] string childName = ""
    ) => new(this, Fill(node, child, nodeName, childName));

    /// <summary>The call of an operation whose path has no ids.</summary>
    public GraphCall<TAnswer> Here() => new(this, Path);
}

/// <summary>An operation with an input of its own.</summary>
public sealed class GraphOperation<TRequest, TAnswer>(
    string id,
    HttpMethod method,
    string path,
    JsonTypeInfo<TRequest> request,
    JsonTypeInfo<TAnswer> answer
) : GraphOperation(id, method, path)
{
    /// <inheritdoc/>
    public override JsonTypeInfo<TRequest> RequestType { get; } = request;

    /// <inheritdoc/>
    public override JsonTypeInfo<TAnswer> AnswerType { get; } = answer;

    /// <summary>Puts an id into the path.</summary>
    /// <exception cref="ArgumentException">The id is blank or is no single path segment.</exception>
    public GraphCall<TRequest, TAnswer> At(
        string node,
        [CallerArgumentExpression(nameof(node))] string nodeName = ""
    ) => new(this, Fill(node, nodeName));

    /// <summary>Puts two ids into the path.</summary>
    /// <exception cref="ArgumentException">An id is blank or is no single path segment.</exception>
    public GraphCall<TRequest, TAnswer> Under(
        string node,
        string child,
        [CallerArgumentExpression(nameof(node))] string nodeName = "",
        [CallerArgumentExpression(nameof(child))] string childName = ""
    ) => new(this, Fill(node, child, nodeName, childName));

    /// <summary>The call of an operation whose path has no ids.</summary>
    public GraphCall<TRequest, TAnswer> Here() => new(this, Path);
}

/// <summary>An operation with its path filled in.</summary>
public readonly record struct GraphCall<TAnswer>(GraphOperation<TAnswer> Operation, string Path);

/// <summary>An operation with its path filled in, waiting for its input.</summary>
public readonly record struct GraphCall<TRequest, TAnswer>(GraphOperation<TRequest, TAnswer> Operation, string Path);

using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Patchbay.Graph;

/// <summary>Where the input of an operation is sent.</summary>
public enum GraphInput
{
    /// <summary>In the query for GET and DELETE, as a JSON body for other methods.</summary>
    ByMethod,

    /// <summary>In the query, whatever the method.</summary>
    Query,

    /// <summary>As a JSON body, whatever the method.</summary>
    Json,

    /// <summary>As a form body, which keeps secrets out of the URL.</summary>
    Form,
}

/// <summary>The Meta host that an operation belongs to.</summary>
public enum GraphHost
{
    /// <summary>WhatsApp, pages, Messenger and tokens.</summary>
    Graph,

    /// <summary>Instagram with Instagram Login.</summary>
    Instagram,

    /// <summary>Instagram's exchange of login codes.</summary>
    InstagramLogin,
}

/// <summary>One operation of the Graph API as data: its method and path, its input and its answer.</summary>
public abstract class GraphOperation(string id, HttpMethod method, string path)
{
    /// <summary>Id of the operation in the catalogue.</summary>
    public string Id { get; } = id;

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; } = method;

    /// <summary>The path after the version, with ids in braces: <c>{phone_number_id}/register</c>.</summary>
    public string Path { get; } = path;

    /// <summary>Where the input is sent.</summary>
    public GraphInput Input { get; init; }

    /// <summary>Whether calling twice has no more effect than calling once.</summary>
    /// <remarks>Reads are repeatable. When the answer to another operation is lost, its outcome is unknown.</remarks>
    public bool IsRepeatable { get; init; } = method == HttpMethod.Get;

    /// <summary>The host that the operation belongs to.</summary>
    public GraphHost Host { get; init; }

    /// <summary>Whether the path is used without a version.</summary>
    public bool IsVersionless { get; init; }

    /// <summary>
    /// Root member that marks a refusal as a partial success, which is read as an answer; null for most operations.
    /// </summary>
    public string? PartialMember { get; init; }

    /// <summary>The JSON contract of the input, or null when there is no input.</summary>
    public abstract JsonTypeInfo? RequestType { get; }

    /// <summary>The JSON contract of the answer.</summary>
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

/// <summary>One operation of the Graph API as data: its method and path, its input and its answer.</summary>
public sealed class GraphOperation<TAnswer>(string id, HttpMethod method, string path, JsonTypeInfo<TAnswer> answer)
    : GraphOperation(id, method, path)
{
    /// <inheritdoc/>
    public override JsonTypeInfo? RequestType => null;

    /// <inheritdoc/>
    public override JsonTypeInfo<TAnswer> AnswerType { get; } = answer;

    /// <summary>Puts an id into the path.</summary>
    /// <exception cref="ArgumentException">The id is blank, or is not a single path segment.</exception>
    public GraphCall<TAnswer> At(string node, [CallerArgumentExpression(nameof(node))] string nodeName = "") =>
        new(this, Fill(node, nodeName));

    /// <summary>Puts two ids into the path.</summary>
    /// <exception cref="ArgumentException">An id is blank, or is not a single path segment.</exception>
    public GraphCall<TAnswer> Under(
        string node,
        string child,
        [CallerArgumentExpression(nameof(node))] string nodeName = "",
        [CallerArgumentExpression(nameof(child))] string childName = ""
    ) => new(this, Fill(node, child, nodeName, childName));

    /// <summary>Returns the call of an operation whose path has no ids.</summary>
    public GraphCall<TAnswer> Here() => new(this, Path);
}

/// <summary>One operation of the Graph API as data: its method and path, its input and its answer.</summary>
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
    /// <exception cref="ArgumentException">The id is blank, or is not a single path segment.</exception>
    public GraphCall<TRequest, TAnswer> At(
        string node,
        [CallerArgumentExpression(nameof(node))] string nodeName = ""
    ) => new(this, Fill(node, nodeName));

    /// <summary>Puts two ids into the path.</summary>
    /// <exception cref="ArgumentException">An id is blank, or is not a single path segment.</exception>
    public GraphCall<TRequest, TAnswer> Under(
        string node,
        string child,
        [CallerArgumentExpression(nameof(node))] string nodeName = "",
        [CallerArgumentExpression(nameof(child))] string childName = ""
    ) => new(this, Fill(node, child, nodeName, childName));

    /// <summary>Returns the call of an operation whose path has no ids.</summary>
    public GraphCall<TRequest, TAnswer> Here() => new(this, Path);
}

/// <summary>An operation with its path filled in.</summary>
public readonly record struct GraphCall<TAnswer>(GraphOperation<TAnswer> Operation, string Path);

/// <summary>An operation with its path filled in.</summary>
public readonly record struct GraphCall<TRequest, TAnswer>(GraphOperation<TRequest, TAnswer> Operation, string Path);

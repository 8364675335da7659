using System.Text.Json.Serialization;

namespace Patchbay.Graph.Solutions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(Solution))]
[JsonSerializable(typeof(Page<Solution>))]
[JsonSerializable(typeof(ListSolutions))]
[JsonSerializable(typeof(CreateSolution))]
[JsonSerializable(typeof(CreatedSolution))]
[JsonSerializable(typeof(AcceptSolution))]
[JsonSerializable(typeof(AcceptedSolution))]
[JsonSerializable(typeof(RejectSolution))]
[JsonSerializable(typeof(RejectedSolution))]
[JsonSerializable(typeof(RejectDeactivation))]
[JsonSerializable(typeof(RequestDeactivation))]
[JsonSerializable(typeof(DeactivationRequested))]
[JsonSerializable(typeof(SolutionTokenQuery))]
[JsonSerializable(typeof(SolutionToken))]
internal sealed partial class SolutionsJson : JsonSerializerContext;

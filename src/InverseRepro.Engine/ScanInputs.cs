using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>What <see cref="SelectiveScan.Run"/> is given.</summary>
internal sealed record ScanInputs(Tensor U, Tensor Delta, Tensor A, Tensor B, Tensor C, Tensor? D = null, Tensor? Z = null,
    Tensor? DeltaBias = null, bool DeltaSoftplus = false, Tensor? InitialState = null)
{
    public long Batch => U.shape[0];
    public long Channels => U.shape[1];
    public long Length => U.shape[2];
    public long State => A.shape[1];

    /// <summary>Groups of channels that have a B and a C of their own.</summary>
    public long Groups => B.shape is [_, var b, _, _] ? b : C.shape is [_, var c, _, _] ? c : 1;

    /// <exception cref="ArgumentException">A shape, type or device that does not fit.</exception>
    public void Check()
    {
        Require(U.shape is [_, > 0, > 0], "u", U, "N×D×L with D and L at least 1");
        Require(A.shape is [var rows, > 0] && rows == Channels, "A", A, $"D×S, D = {Channels}");
        Same(Delta, "delta", U);
        Coefficient(B, "B");
        Coefficient(C, "C");
        if (B.shape is [_, var groups, _, _] && C.shape is [_, var others, _, _])
            Require(groups == others, "C", C, $"the {groups} groups of B");
        Same(Z, "z", U);
        Vector(D, "D");
        Vector(DeltaBias, "delta_bias");
        if (InitialState is { } state)
            Require(state.shape.SequenceEqual([Batch, Channels, State]), "initial_state", state, $"N×D×S = {Shape([Batch, Channels, State])}");
    }

    private void Coefficient(Tensor tensor, string name) => Require(
        tensor.shape switch
        {
            [var d, var s] => d == Channels && s == State,
            [var n, var s, var l] => n == Batch && s == State && l == Length,
            [var n, var g, var s, var l] => n == Batch && g > 0 && Channels % g == 0 && s == State && l == Length,
            _ => false,
        },
        name, tensor, $"N×S×L = {Shape([Batch, State, Length])}, N×G×S×L with G a divisor of {Channels}, or D×S = {Shape([Channels, State])}");

    private void Same(Tensor? tensor, string name, Tensor like)
    {
        if (tensor is not null)
            Require(tensor.shape.SequenceEqual(like.shape), name, tensor, $"the shape of u, {Shape(like.shape)}");
    }

    private void Vector(Tensor? tensor, string name)
    {
        if (tensor is not null)
            Require(tensor.shape.SequenceEqual([Channels]), name, tensor, $"one number for each of {Channels} channels");
    }

    private void Require(bool fits, string name, Tensor tensor, string wanted)
    {
        if (!fits)
            throw new ArgumentException($"Selective scan: {name} is {Shape(tensor.shape)}; it must be {wanted}. u is {Shape(U.shape)}, A is {Shape(A.shape)}.");
        if (tensor.dtype != U.dtype || tensor.device.ToString() != U.device.ToString())
            throw new ArgumentException($"Selective scan: {name} {Shape(tensor.shape)} is {tensor.dtype} on {tensor.device}, but u {Shape(U.shape)} is {U.dtype} on {U.device}; all inputs must have one type and device.");
        if (!tensor.is_floating_point())
            throw new ArgumentException($"Selective scan: {name} {Shape(tensor.shape)} is {tensor.dtype}; it takes floating-point numbers.");
    }

    private static string Shape(long[] shape) => shape.Length == 0 ? "a scalar" : string.Join('×', shape);
}

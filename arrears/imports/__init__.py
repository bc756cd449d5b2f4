"""Kinds of file that this app takes in: lists, payments, policies, holds, write-offs, moves."""

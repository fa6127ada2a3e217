"""The ways to reach people, one package each."""
